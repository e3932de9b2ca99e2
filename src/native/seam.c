/*
 * seam.c: the extension module's entry, in front of Cython's own.
 *
 * The extension stays in the process after Py_FinalizeEx, with the objects of an interpreter that
 * is gone in its static variables. Cython would hand a second interpreter the same module, with
 * every name None. We say what is wrong instead.
 */
#include <Python.h>

PyObject *as_cython_init(void);

static int finalized;

static void
remember_finalization(void)
{
    finalized = 1;
}

PyMODINIT_FUNC
PyInit__native(void)
{
    static int loaded;

    if (finalized) {
        PyErr_SetString(PyExc_ImportError,
                        "audio_session cannot be imported again in this process: the interpreter "
                        "that it was loaded into has been finalized. Keep one interpreter for the "
                        "life of the process, or start a new process.");
        return NULL;
    }
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_SetString(
            PyExc_ImportError,
            "audio_session cannot be imported in a sub-interpreter: an app has one audio "
            "session. Import it in the main interpreter.");
        return NULL;
    }
    if (!loaded) {
        if (Py_AtExit(remember_finalization) < 0) {
            PyErr_SetString(PyExc_ImportError, "audio_session: Py_AtExit has no room left");
            return NULL;
        }
        loaded = 1;
    }
    return as_cython_init();
}

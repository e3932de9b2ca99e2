/*
 * seam.c: the extension module's entry, in front of Cython's own.
 *
 * The extension stays in the process after Py_FinalizeEx, with the objects of an interpreter that
 * is gone in its static variables. Cython would hand a second interpreter the same module, with
 * every name None. We say what is wrong instead.
 *
 * A sub-interpreter is turned away where the module is made, not in PyInit: since 3.13 CPython
 * calls that one in the main interpreter, whichever imports (import.c, import_run_extension). And
 * before Cython's own function, which would take the sub-interpreter for the only one to have it.
 */
#include <Python.h>

PyObject *as_cython_init(void);

static int finalized;
static PyObject *(*cython_create)(PyObject *, PyModuleDef *);

static void
remember_finalization(void)
{
    finalized = 1;
}

static PyObject *
create(PyObject *spec, PyModuleDef *definition)
{
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_SetString(
            PyExc_ImportError,
            "audio_session cannot be imported in a sub-interpreter: an app has one audio "
            "session. Import it in the main interpreter.");
        return NULL;
    }
    return cython_create(spec, definition);
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
    if (!loaded) {
        if (Py_AtExit(remember_finalization) < 0) {
            PyErr_SetString(PyExc_ImportError, "audio_session: Py_AtExit has no room left");
            return NULL;
        }
        loaded = 1;
    }
    PyObject *definition = as_cython_init();
    if (definition == NULL || cython_create != NULL) {
        return definition;
    }
    for (PyModuleDef_Slot *slot = ((PyModuleDef *)definition)->m_slots; slot->slot != 0; slot++) {
        if (slot->slot == Py_mod_create) {
            *(void **)&cython_create = slot->value;
            slot->value = (void *)create;
        }
    }
    return definition;
}

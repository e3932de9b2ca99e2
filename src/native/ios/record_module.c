/*
 * record_module.c: the extension module audio_session._ios_record, which holds the driver of
 * record.m for _native.add_driver().
 */
#include <Python.h>

#include "audio_session/core.h"

extern const as_driver as_ios_record_driver;

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_ios_record",
    .m_doc = "The driver of the microphone's permission on iOS, for _native.add_driver().",
    .m_size = 0,
};

PyMODINIT_FUNC
PyInit__ios_record(void)
{
    PyObject *module = PyModule_Create(&definition);
    PyObject *driver = PyCapsule_New((void *)&as_ios_record_driver, AS_DRIVER_CAPSULE, NULL);
    int status = module != NULL ? PyModule_AddObjectRef(module, "driver", driver) : -1;
    Py_XDECREF(driver);
    if (status < 0)
        Py_CLEAR(module);
    return module;
}

using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                InitializeDeviceType(device.type);
                _toEpilog(dtype, device.type == DeviceType.CUDA ? device : new Device(device.type), non_blocking);
                return this;
            }

            /// <summary>Does nothing where this module was moved to that device before, even if its children were not.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                var index = deviceType == DeviceType.CUDA ? deviceIndex : -1;
                InitializeDeviceType(deviceType);
                if (deviceType != _deviceType || index != _deviceIndex)
                {
                    _toEpilog(null, new Device(deviceType, index), non_blocking);
                }
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves the children, then replaces this module's own parameters and buffers, disposing the old ones.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var child in children())
                {
                    MoveChild(child, dtype, device, non_blocking);
                }
                // As in TorchSharp, two members of one name (indexers, a property hidden by "new") are an ArgumentException here.
                var properties = GetType().GetProperties().ToDictionary(property => property.Name);
                var fields = ComponentFields().ToDictionary(ComponentName);
                foreach (var (key, parameter) in named_parameters(false).ToList())
                {
                    if (ReplaceParameter(dtype, device, parameter, out var moved))
                    {
                        parameter.Dispose();
                        ConditionallyRegisterParameter(key, moved);
                        SetMember(properties.GetValueOrDefault(key), fields.GetValueOrDefault(key), moved!);
                    }
                }
                foreach (var (key, buffer) in named_buffers(false).ToList())
                {
                    if (ReplaceBuffer(dtype, device, buffer, out var moved))
                    {
                        ConditionallyRegisterBuffer(key, moved);
                        SetMember(properties.GetValueOrDefault(key), fields.GetValueOrDefault(key), moved!);
                    }
                }
                if (device is not null)
                {
                    _deviceType = device.type;
                    _deviceIndex = device.index;
                }
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                using var gradient = param.grad;
                if (!Changes(param, dtype, device) && (gradient is null || !Changes(gradient, dtype, device)))
                {
                    return false;
                }
                using var mode = no_grad();
                p = new Parameter(Moved(param, dtype, device), param.requires_grad);
                p.DetachFromDisposeScope();
                if (gradient is not null)
                {
                    using var moved = Moved(gradient, dtype, device).with_requires_grad(gradient.requires_grad);
                    p.grad = moved;
                }
                return true;
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                if (!Changes(buffer, dtype, device))
                {
                    return false;
                }
                result = Moved(buffer, dtype, device).DetachFromDisposeScope();
                buffer.Dispose();
                return true;
            }

            private static void MoveChild(Module child, ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (device is null)
                {
                    child._to(dtype!.Value, non_blocking);
                }
                else if (dtype is null)
                {
                    child._to(device.type, device.index, non_blocking);
                }
                else
                {
                    child._to(device, dtype.Value, non_blocking);
                }
            }

            private static bool Changes(Tensor tensor, ScalarType? dtype, Device? device) =>
                (dtype is { } type && type != tensor.dtype)
                || (device is not null && (device.type != tensor.device_type || (device.index >= 0 && device.index != tensor.device_index)));

            private static Tensor Moved(Tensor tensor, ScalarType? dtype, Device? device) =>
                tensor.to(dtype is { } type && (tensor.is_floating_point() || tensor.is_complex()) ? type : tensor.dtype, device ?? tensor.device);

            private static void RequireFloatingPoint(ScalarType dtype)
            {
                if (!is_floating_point(dtype) && !is_complex(dtype))
                {
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
                }
            }

            // A field whose name is not the registered one keeps the old, disposed parameter, as in TorchSharp.
            private void SetMember(PropertyInfo? property, FieldInfo? field, Tensor value)
            {
                if (property is not null)
                {
                    property.SetValue(this, value);
                }
                else
                {
                    field?.SetValue(this, value);
                }
            }
        }
    }
}

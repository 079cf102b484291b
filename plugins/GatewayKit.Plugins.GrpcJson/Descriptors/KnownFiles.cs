using Google.Api;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace GatewayKit.Plugins.GrpcJson.Descriptors;

/// <summary>The files of Google that nearly all definitions import, but not all servers have.</summary>
internal static class KnownFiles
{
    private static readonly FileDescriptor[] s_files =
    [
        AnnotationsReflection.Descriptor, HttpReflection.Descriptor, FileDescriptor.DescriptorProtoFileDescriptor,
        AnyReflection.Descriptor, DurationReflection.Descriptor, EmptyReflection.Descriptor, FieldMaskReflection.Descriptor,
        StructReflection.Descriptor, TimestampReflection.Descriptor, WrappersReflection.Descriptor,
    ];

    /// <summary>Adds the known files that others import and that aren't there.</summary>
    public static void AddMissing(Dictionary<string, FileDescriptorProto> files)
    {
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var known in s_files)
            {
                if (files.ContainsKey(known.Name) || !files.Values.Any(file => file.Dependency.Contains(known.Name)))
                    continue;

                files[known.Name] = known.ToProto();
                isChanged = true;
            }
        }
    }
}

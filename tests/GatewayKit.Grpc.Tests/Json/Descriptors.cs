using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GatewayKit.Grpc.Tests.Json;

/// <summary>Descriptor sets, as <c>protoc</c> writes them.</summary>
internal static class Descriptors
{
    /// <summary>The set of the library and all files that it imports, the last one first.</summary>
    public static FileDescriptorSet OfLibrary()
    {
        var set = new FileDescriptorSet();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(LibraryReflection.Descriptor);
        return set;

        void Add(FileDescriptor file)
        {
            if (!seen.Add(file.Name))
                return;

            // Custom options are unknown fields of this library, and are kept.
            set.File.Add(FileDescriptorProto.Parser.ParseFrom(file.SerializedData));
            foreach (var dependency in file.Dependencies)
                Add(dependency);
        }
    }

    public static string Write(FileDescriptorSet set)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pb");
        File.WriteAllBytes(file, set.ToByteArray());
        return file;
    }
}

using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Descriptors;

/// <summary>Reads the definitions of services from a descriptor set, as <c>protoc --descriptor_set_out --include_imports</c> writes
/// it.</summary>
internal static class DescriptorSet
{
    private const int MaxFiles = 10_000;

    /// <summary>Reads a descriptor set.</summary>
    /// <exception cref="InvalidDataException">The bytes aren't a complete descriptor set.</exception>
    public static IReadOnlyList<FileDescriptor> Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Build(FileDescriptorSet.Parser.ParseFrom(bytes).File);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException("isn't a valid descriptor set", error);
        }
        catch (Exception error) when (error is DescriptorValidationException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"can't be used: {error.Message}", error);
        }
    }

    /// <summary>Builds the descriptors of files in any order.</summary>
    /// <exception cref="InvalidDataException">A file isn't there, or there are too many.</exception>
    public static IReadOnlyList<FileDescriptor> Build(IEnumerable<FileDescriptorProto> files)
    {
        var byName = new Dictionary<string, FileDescriptorProto>(StringComparer.Ordinal);
        foreach (var file in files)
            byName[file.Name] = file;
        if (byName.Count == 0)
            throw new InvalidDataException("has no definitions");
        // A chain of imports is read recursively.
        if (byName.Count > MaxFiles)
            throw new InvalidDataException($"has more than {MaxFiles} files");

        var ordered = new List<FileDescriptorProto>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in byName.Values)
            Visit(file, byName, visited, ordered);
        return FileDescriptor.BuildFromByteStrings(
            ordered.Select(file => file.ToByteString()), new ExtensionRegistry { AnnotationsExtensions.Http });
    }

    private static void Visit(
        FileDescriptorProto file, Dictionary<string, FileDescriptorProto> files, HashSet<string> visited, List<FileDescriptorProto> ordered)
    {
        if (!visited.Add(file.Name))
            return;
        foreach (var name in file.Dependency)
        {
            if (!files.TryGetValue(name, out var dependency))
                throw new InvalidDataException($"doesn't have '{name}', which '{file.Name}' imports; write it with --include_imports");
            Visit(dependency, files, visited, ordered);
        }

        ordered.Add(file);
    }
}

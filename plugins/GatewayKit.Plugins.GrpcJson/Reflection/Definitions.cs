using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Reflection;

/// <summary>The definitions that a server has sent in all of its responses, within limits.</summary>
internal sealed class Definitions
{
    /// <summary>The maximum length of all responses together, in bytes.</summary>
    public const int MaxLength = 16 << 20;

    private const int MaxListed = 10_000;
    private const int MaxFiles = 2000;

    private readonly List<string> _services = [];
    private readonly Dictionary<string, FileDescriptorProto> _files = new(StringComparer.Ordinal);
    private int _length;

    /// <summary>Gets the names of all services of the server.</summary>
    public IReadOnlyList<string> Services => _services;

    public IReadOnlyCollection<FileDescriptorProto> Files => _files.Values;

    /// <summary>Returns the names of files that others import and that aren't there.</summary>
    /// <exception cref="InvalidDataException">There are too many files.</exception>
    public IReadOnlyList<string> Missing()
    {
        var names = _files.Values.SelectMany(file => file.Dependency).Where(name => !_files.ContainsKey(name)).ToHashSet();
        return _files.Count + names.Count > MaxFiles ? throw TooManyFiles() : [.. names];
    }

    /// <exception cref="InvalidDataException">There are too many services.</exception>
    public void AddService(string name)
    {
        if (_services.Count == MaxListed)
            throw new InvalidDataException($"The server has more than {MaxListed} services.");
        _services.Add(name);
    }

    /// <exception cref="InvalidDataException">There are too many files.</exception>
    public void AddFile(FileDescriptorProto file)
    {
        _files[file.Name] = file;
        if (_files.Count > MaxFiles)
            throw TooManyFiles();
    }

    /// <summary>Adds the files of Google that others import and that the server may not have.</summary>
    public void AddKnownFiles() => Descriptors.KnownFiles.AddMissing(_files);

    /// <summary>Counts received bytes.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public void Count(int bytes)
    {
        if (bytes > MaxLength - _length)
            throw new InvalidDataException("The definitions are larger than 16 MB.");
        _length += bytes;
    }

    private static InvalidDataException TooManyFiles() => new($"The definitions have more than {MaxFiles} files.");
}

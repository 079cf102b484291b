using System.Security.Cryptography;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Copies;

/// <summary>The files of a plugin folder. Their number and size are limited, and links can't lead outside the folder.</summary>
internal sealed class FolderContent
{
    /// <summary>The maximum number of files and folders of a plugin.</summary>
    public const int MaxEntries = 4096;

    /// <summary>The maximum size of a plugin: 512 MB.</summary>
    public const long MaxBytes = 512L << 20;

    private const int MaxDepth = 16;

    private readonly string _root;
    private readonly SortedDictionary<string, FileInfo> _files = new(StringComparer.Ordinal);
    private int _entries;
    private long _bytes;

    private FolderContent(string root) => _root = root;

    /// <summary>Gets the names of the files next to the main assembly, sorted.</summary>
    public IEnumerable<string> RootFiles => _files.Keys.Where(f => !f.Contains('/', StringComparison.Ordinal));

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder. If it is a link, its target must be inside the parent folder.</param>
    /// <exception cref="PluginModuleException">The folder is too large, or a link leads outside it.</exception>
    public static FolderContent Read(string folder)
    {
        var root = RealPath.Of(folder);
        if (!RealPath.IsWithin(root, RealPath.Of(Path.GetDirectoryName(folder)!)))
            throw new PluginModuleException($"'{folder}' is a link to '{root}', outside the plugins folder.");

        var content = new FolderContent(root);
        content.Add(root, prefix: "", depth: 0);
        return content;
    }

    public bool Contains(string file) => _files.ContainsKey(file);

    /// <summary>Reads and hashes every file.</summary>
    public FileHashes Hash() => new(_files.Select(f => KeyValuePair.Create(f.Key, Hash(f.Value))));

    public void CopyTo(string folder)
    {
        foreach (var (name, file) in _files)
        {
            var target = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (file.Length == 0)
                File.Create(target).Dispose();
            else
                file.CopyTo(target);
        }
    }

    // An entry without a length isn't opened: it may be a pipe, and opening a pipe would block forever.
    private static byte[] Hash(FileInfo file)
    {
        if (file.Length == 0)
            return SHA256.HashData([]);

        using var stream = file.OpenRead();
        return SHA256.HashData(stream);
    }

    private void Add(string folder, string prefix, int depth)
    {
        if (depth > MaxDepth)
            throw new PluginModuleException($"'{folder}' is nested more than {MaxDepth} folders deep.");

        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.Name[0] == '.')
                continue;
            if (++_entries > MaxEntries)
                throw new PluginModuleException($"the plugin has more than {MaxEntries} files and folders.");

            var path = RealPath.Of(entry.FullName);
            if (!RealPath.IsWithin(path, _root))
                throw new PluginModuleException($"'{prefix}{entry.Name}' is a link to '{path}', outside the plugin's folder.");
            if (Directory.Exists(path))
                Add(path, $"{prefix}{entry.Name}/", depth + 1);
            else
                Add(new FileInfo(path), prefix + entry.Name);
        }
    }

    private void Add(FileInfo file, string name)
    {
        _bytes += file.Length;
        if (_bytes > MaxBytes)
            throw new PluginModuleException($"the plugin's files are larger than {MaxBytes >> 20} MB.");

        _files.Add(name, file);
    }
}

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>The folders that references may use, with resolved links.</summary>
internal sealed class ReferenceFolders
{
    private const int MaxRoots = 16;

    private readonly List<string> _folders;

    private ReferenceFolders(List<string> folders) => _folders = folders;

    /// <summary>The document's folder and the additional ones; <c>null</c> if there are none.</summary>
    public static ReferenceFolders? Of(string? folder, IReadOnlyList<string> roots)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roots.Count, MaxRoots, nameof(roots));
        var folders = roots.Prepend(folder).OfType<string>().Select(RealPath.Of).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return folders.Count == 0 ? null : new ReferenceFolders(folders);
    }

    /// <summary>Resolves the links of a path; <c>null</c> if the result isn't in any of the folders.</summary>
    public string? Find(string path)
        => RealPath.Of(path) is { } real && _folders.Exists(folder => RealPath.IsBelow(real, folder)) ? real : null;

    /// <summary>Returns the name of a file for messages.</summary>
    public string Name(string path) => Path.GetRelativePath(_folders[0], path);
}

namespace GatewayKit;

/// <summary>Where in the configuration a plugin's entry stands. Ask for it in the constructor.</summary>
public sealed record PluginPlacement
{
    /// <summary>The plugin's name.</summary>
    public required string Plugin { get; init; }

    /// <summary>The entry's id, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The scope that the entry belongs to.</summary>
    public required PluginScope Scope { get; init; }

    /// <summary>The id of the cluster, route, group or consumer; null for the global scope.</summary>
    public string? ScopeId { get; init; }

    /// <summary>The folder of the configuration file that the entry stands in; null if it stands in no file.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// A name that stays the same from one version of the configuration to the next, fit as the key of counters and
    /// caches: two exchanges share it if and only if the same entry applies to them.
    /// </summary>
    public string Key => field ??= $"{Scope.ToString().ToLowerInvariant()}:{ScopeId}/{Plugin}{(Id is null ? "" : "#" + Id)}";

    /// <summary>
    /// The full path of a file that an option names. A relative one goes by the folder of the configuration file, and by
    /// the working directory for an entry that stands in no file.
    /// </summary>
    /// <param name="path">The path as it is configured.</param>
    /// <exception cref="ArgumentException">It is empty or can't be a path.</exception>
    public string ResolvePath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Folder is null ? Path.GetFullPath(path) : Path.GetFullPath(path, Folder);
    }
}

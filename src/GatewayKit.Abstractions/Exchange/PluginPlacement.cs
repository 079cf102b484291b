namespace GatewayKit;

/// <summary>The location of a plugin's entry in the configuration. A plugin's constructor can ask for it.</summary>
public sealed record PluginPlacement
{
    /// <summary>Gets the plugin's name.</summary>
    public required string Plugin { get; init; }

    /// <summary>Gets the entry's id; <c>null</c> if it has none.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the scope of the entry.</summary>
    public required PluginScope Scope { get; init; }

    /// <summary>Gets the id of the cluster, route, group or consumer; <c>null</c> in the global scope.</summary>
    public string? ScopeId { get; init; }

    /// <summary>Gets the folder of the configuration file that contains the entry; <c>null</c> if the entry comes from another
    /// source.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets whether options can name files. Entries of tenants that share a gateway can't.</summary>
    internal bool AllowsFiles { get; init; } = true;

    /// <summary>
    /// Gets a name for counters and caches that stays the same across configuration versions. Two exchanges share it if and only if
    /// the same entry applies to both. Each call builds the text: keep it for requests.
    /// </summary>
    public string Key => $"{Scope.ToString().ToLowerInvariant()}:{ScopeId}/{Plugin}{(Id is null ? "" : "#" + Id)}";

    /// <summary>
    /// Returns the full path of a file that an option names. A relative path is resolved against the folder of the configuration file,
    /// or against the working directory if the entry doesn't come from a file.
    /// </summary>
    /// <param name="path">The configured path.</param>
    /// <exception cref="ArgumentException">The path is empty or invalid.</exception>
    /// <exception cref="PluginOptionsException">The entry belongs to a tenant of a shared gateway, whose files it can't name.</exception>
    public string ResolvePath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!AllowsFiles)
            throw new PluginOptionsException(
                [new OptionsError("", "must not name files, because they belong to a tenant of a shared gateway")]);

        return Folder is null ? Path.GetFullPath(path) : Path.GetFullPath(path, Folder);
    }
}

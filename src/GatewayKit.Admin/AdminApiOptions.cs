using System.Security.Claims;
using GatewayKit.Admin.Access;

namespace GatewayKit.Admin;

/// <summary>The settings of the admin API: its callers, and the requests that it samples.</summary>
public sealed class AdminApiOptions
{
    private readonly List<AdminKey> _keys = [];

    /// <summary>
    /// Gets or sets the function that returns the role of an authenticated user of the host; null for none. Default: the highest of the
    /// user's roles <c>viewer</c>, <c>operator</c> and <c>admin</c>.
    /// </summary>
    public Func<ClaimsPrincipal, AdminRole?> RoleOf { get; set; } = UserRoles.Of;

    /// <summary>
    /// Gets or sets whether a caller on the same machine needs no credentials at an admin address on loopback, as long as there are no
    /// keys and the host has no authentication scheme. Any process on the machine is then an admin, and so are the clients of a proxy or
    /// tunnel on the machine. Default: true.
    /// </summary>
    public bool AllowsLocalCallers { get; set; } = true;

    /// <summary>Gets the settings of the sample of requests, for plans of changes.</summary>
    public TrafficSampleOptions TrafficSample { get; } = new();

    /// <summary>Gets whether there is a key.</summary>
    public bool HasKeys => _keys.Count > 0;

    internal IReadOnlyList<AdminKey> Keys => _keys;

    /// <summary>Adds a key, which callers send as <c>Authorization: Bearer KEY</c>. Only its hash is kept.</summary>
    /// <param name="name">The name of the caller in logs and revisions: 1 to 64 letters, digits, dots, hyphens and underscores.</param>
    /// <param name="role">The role of the caller.</param>
    /// <param name="key">The key, 16 to 512 printable ASCII characters; or its hash, <c>sha256:</c> and 64 hexadecimal digits.</param>
    /// <param name="scope">
    /// The labels that limit what the caller may change, such as those of a team: only routes, clusters, groups and consumers of the store
    /// that have all of them; new ones get them. The caller sees everything that its role may read. Default: no limit.
    /// </param>
    /// <exception cref="ArgumentException">The name, the role, the key or the scope is invalid, or another key is equal or has the name.
    /// </exception>
    public void AddKey(string name, AdminRole role, string key, IReadOnlyDictionary<string, string>? scope = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(key);
        if (_keys.Exists(other => other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"Two keys of the admin API are named '{name}'.");

        var added = AdminKey.Create(name, role, key, scope);
        if (_keys.Find(other => other.Hash.Equals(added.Hash)) is { } equal)
            throw new ArgumentException($"The keys '{equal.Name}' and '{name}' of the admin API are equal.");
        _keys.Add(added);
    }
}

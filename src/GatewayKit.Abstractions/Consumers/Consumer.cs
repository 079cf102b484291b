using System.Security.Claims;

namespace GatewayKit;

/// <summary>A configured consumer: a person, a team or a program that calls the API.</summary>
public sealed class Consumer
{
    /// <summary>Initializes a new instance with a name and groups.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="groups">The groups of the consumer, in configuration order.</param>
    public Consumer(string name, IEnumerable<string>? groups = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Groups = groups?.ToArray() ?? [];
        GroupList = string.Join(',', Groups);
        HasSafeNames = IsSafe(name) && Groups.All(group => IsSafe(group) && !group.Contains(',', StringComparison.Ordinal));
    }

    /// <summary>Gets the unique name.</summary>
    public string Name { get; }

    /// <summary>Gets the groups of the consumer, in configuration order.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Gets the groups joined by commas, as sent to the upstream in <c>X-Consumer-Groups</c>.</summary>
    public string GroupList { get; }

    /// <summary>
    /// Gets a value that indicates whether the upstream reads the same name and groups from the headers.
    /// A line break would add a header, white space at an end is trimmed (RFC 9110, section 5.5), and a comma separates groups.
    /// </summary>
    internal bool HasSafeNames { get; }

    /// <summary>Gets the consumer as the user of ASP.NET Core, created once.</summary>
    internal ClaimsPrincipal Principal => field ??= new ConsumerPrincipal(this);

    /// <summary>Returns whether the consumer is in a group.</summary>
    /// <param name="group">The name of the group; its case doesn't matter, as in the configuration.</param>
    public bool IsInGroup(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        for (var i = 0; i < Groups.Count; i++)
        {
            if (Groups[i].Equals(group, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether the consumer is in at least one of some groups.</summary>
    /// <param name="groups">The names of the groups; their case doesn't matter, as in the configuration.</param>
    public bool IsInAnyGroup(IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        for (var i = 0; i < groups.Count; i++)
        {
            if (IsInGroup(groups[i]))
                return true;
        }

        return false;
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private static bool IsSafe(string name)
        => name.Length == 0 || !(name.Any(char.IsControl) || char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]));
}

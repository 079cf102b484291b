namespace GatewayKit;

/// <summary>A consumer of the configuration: a person, a team or a program that calls the API.</summary>
public sealed class Consumer
{
    /// <summary>Describes a consumer.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="groups">The groups that it belongs to, in the configuration's order.</param>
    public Consumer(string name, IEnumerable<string>? groups = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Groups = groups?.ToArray() ?? [];
        GroupList = string.Join(',', Groups);
    }

    /// <summary>The unique name.</summary>
    public string Name { get; }

    /// <summary>The groups that it belongs to, in the configuration's order.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The groups joined by commas, as <c>X-Consumer-Groups</c> tells the upstream.</summary>
    public string GroupList { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}

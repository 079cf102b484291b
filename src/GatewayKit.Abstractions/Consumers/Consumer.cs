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
    }

    /// <summary>Gets the unique name.</summary>
    public string Name { get; }

    /// <summary>Gets the groups of the consumer, in configuration order.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Gets the groups joined by commas, as sent to the upstream in <c>X-Consumer-Groups</c>.</summary>
    public string GroupList { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}

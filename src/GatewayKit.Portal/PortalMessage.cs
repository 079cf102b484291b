namespace GatewayKit.Portal;

/// <summary>A message to a developer.</summary>
public sealed record PortalMessage
{
    /// <summary>The e-mail address of the developer.</summary>
    public required string To { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The text, without HTML. It can have a link that must stay secret.</summary>
    public required string Text { get; init; }

    /// <summary>Returns the name of the type: the default implementation of a record would include the link.</summary>
    public override string ToString() => nameof(PortalMessage);
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Soap;

/// <summary>The headers of Web Services Addressing 1.0.</summary>
public sealed record SoapAddressing
{
    /// <summary>The action; by default the option <c>action</c>.</summary>
    [StringLength(1000, MinimumLength = 1)]
    public string? Action { get; init; }

    /// <summary>The address of the service.</summary>
    [StringLength(1000, MinimumLength = 1)]
    public string? To { get; init; }

    /// <summary>Whether each message has an id, and the anonymous address to reply to.</summary>
    public bool MessageId { get; init; } = true;
}

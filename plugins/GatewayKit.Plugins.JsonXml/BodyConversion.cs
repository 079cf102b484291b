using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>The conversion of the bodies of requests or responses.</summary>
[Shorthand(nameof(To))]
public sealed record BodyConversion
{
    /// <summary>
    /// The format to convert to: <c>json</c> or <c>xml</c>. With <c>auto</c>, a request is converted from JSON to XML and from XML to JSON,
    /// and a response to the format that the client's <c>Accept</c> prefers; without a preference, to that of the client's own request.
    /// </summary>
    public required TargetFormat To { get; init; }

    /// <summary>
    /// Whether bodies with any <c>Content-Type</c>, or none, are converted, unless it is that of the format to convert to. Otherwise,
    /// <c>application/json</c>, <c>text/json</c>, <c>application/*+json</c>, <c>application/xml</c>, <c>text/xml</c> and
    /// <c>application/*+xml</c> are, except gRPC and XHTML.
    /// </summary>
    public bool AnyType { get; init; }

    /// <summary>The <c>Content-Type</c> of converted bodies; by default <c>application/json</c>, or <c>application/xml; charset=utf-8</c>.
    /// The charset must be UTF-8.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? ContentType { get; init; }

    /// <summary>
    /// The name of a root element that JSON doesn't have: it is added to XML, and removed from it. By default, the root element is the
    /// only member of the object in JSON; JSON with another number of members, or an array, becomes an element <c>root</c>.
    /// </summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Root { get; init; }
}

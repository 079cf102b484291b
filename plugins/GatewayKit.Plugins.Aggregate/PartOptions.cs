using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Aggregate;

/// <summary>A request to a route of the gateway, and what happens if it fails.</summary>
public sealed record PartOptions
{
    /// <summary>The name in templates and in the answer: letters, digits and underscores, not beginning with a digit.</summary>
    [RegularExpression("[A-Za-z_][A-Za-z0-9_]{0,63}", ErrorMessage = "must be up to 64 letters, digits and underscores")]
    public required string Name { get; init; }

    /// <summary>The path and query on this gateway; a template, whose values are percent-encoded. Values of other parts, as in
    /// <c>/orders/{{ part.user.body.id }}</c>, make the part wait for them.</summary>
    [StringLength(Transforms.Template.MaximumLength, MinimumLength = 1)]
    public required string Path { get; init; }

    /// <summary>The method.</summary>
    [RegularExpression("GET|HEAD|POST|PUT|PATCH|DELETE|QUERY", ErrorMessage = "must be GET, HEAD, POST, PUT, PATCH, DELETE or QUERY")]
    public string Method { get; init; } = "GET";

    /// <summary>Headers of the request; constants or templates.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of headers to copy from the client's request, if it has them.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> CopyHeaders { get; init; } = [];

    /// <summary>Whether the request has the credentials of the client, such as <c>Authorization</c>, <c>Cookie</c> and
    /// <c>X-Api-Key</c>.</summary>
    public bool Credentials { get; init; } = true;

    /// <summary>The body of the request as a value of JSON, whose texts can be templates. Default: none.</summary>
    public object? Body { get; init; }

    /// <summary>A template with a list: the request is sent for each of its values, which is <c>item</c> in the other templates, and the
    /// body of the part is the list of the responses. Default: the request is sent once.</summary>
    [StringLength(Transforms.Template.MaximumLength, MinimumLength = 1)]
    public string? ForEach { get; init; }

    /// <summary>The maximum number of values of <c>forEach</c>. The part fails if there are more.</summary>
    [Range(1, 500)]
    public int MaxItems { get; init; } = 50;

    /// <summary>Whether the whole answer fails if the part fails.</summary>
    public bool Required { get; init; } = true;

    /// <summary>The body of an optional part that has failed, or of the request for an item, as a value of JSON.
    /// Default: <c>null</c>.</summary>
    public object? Default { get; init; }

    /// <summary>The maximum time for the part, within that of all parts. Default: the time for all parts.</summary>
    [DurationRange("10ms", "5m")]
    public TimeSpan? Timeout { get; init; }

    /// <summary>Statuses besides 200 to 299 with which the part hasn't failed, such as 404.</summary>
    [MaxLength(50)]
    public IReadOnlyList<int> AcceptStatuses { get; init; } = [];
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.AccessLog;

/// <summary>The options that all plugins for access logs have.</summary>
public abstract record AccessLogOptions : IValidatedOptions
{
    /// <summary>
    /// The format of a line: <c>json</c>, <c>common</c>, <c>combined</c> (those of Apache), or a template with the names of fields
    /// in braces, such as <c>{time} {method} {path} {status}</c>.
    /// </summary>
    [StringLength(4096, MinimumLength = 1)]
    public string Format { get; init; } = LogFormat.Json;

    /// <summary>
    /// The fields of a line in JSON, in this order: names, or mappings of <c>name</c> and <c>as</c>. Empty: the default fields.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<LogField> Fields { get; init; } = [];

    /// <summary>Additional names of headers, query parameters and members of bodies whose values are secrets.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Redact { get; init; } = [];

    /// <summary>Names that look like secrets but aren't, such as <c>nextToken</c>.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>The bodies that are logged.</summary>
    public LogBodies Bodies { get; init; } = new();

    /// <summary>The share of the exchanges that are logged, such as <c>0.1</c> for every tenth, chosen at random.</summary>
    [Range(0.0, 1.0)]
    public double Sampling { get; init; } = 1;

    /// <summary>The exchanges that are logged: those that meet one of the conditions. Unset: all. <c>sampling</c> applies to
    /// them.</summary>
    public LogCondition? When { get; init; }

    /// <inheritdoc />
    public virtual IEnumerable<OptionsError> Validate()
    {
        foreach (var error in LogFormat.Validate(this))
            yield return error;
        foreach (var error in SecretNames.Validate("redact", Redact).Concat(SecretNames.Validate("keep", Keep)))
            yield return error;
        foreach (var error in Bodies.Validate("bodies"))
            yield return error;
        foreach (var error in When?.Validate("when") ?? [])
            yield return error;
    }
}

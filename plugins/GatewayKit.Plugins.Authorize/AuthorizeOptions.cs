using System.ComponentModel.DataAnnotations;
using GatewayKit.Expressions;

namespace GatewayKit.Plugins.Authorize;

/// <summary>The options of <c>authorize</c>. A request must meet all of them.</summary>
public sealed record AuthorizeOptions : IValidatedOptions, ICallerOptions
{
    /// <summary>The scopes that the caller's token must have, all of them, at most 100 (RFC 6749, section 3.3). They are read from the
    /// claims <c>scope</c> and <c>scp</c>.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The scopes of which the caller's token must have at least one, at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> AnyScope { get; init; } = [];

    /// <summary>The claims that the caller must have: for each name, the accepted values. Values are case-sensitive.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Claims { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The name of an authorization policy of the host (ASP.NET Core), which <c>HttpContext.User</c> must meet.</summary>
    [MinLength(1)]
    public string? Policy { get; init; }

    /// <summary>An expression that must be true, such as <c>inGroup('staff') or method == 'GET'</c>, at most 2000 characters.</summary>
    [StringLength(ConditionExpression.MaximumLength, MinimumLength = 1)]
    public string? Expression { get; init; }

    /// <summary>
    /// Whether the caller must be identified: by a plugin that authenticates, or by the host. Otherwise, <c>policy</c> and
    /// <c>expression</c> also decide about unknown callers.
    /// </summary>
    public bool RequireCaller { get; init; } = true;

    bool ICallerOptions.NeedsCaller => RequireCaller || Scopes.Count > 0 || AnyScope.Count > 0 || Claims.Count > 0;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Scopes.Count == 0 && AnyScope.Count == 0 && Claims.Count == 0 && Policy is null && Expression is null)
            yield return new OptionsError("", "require nothing; set 'scopes', 'anyScope', 'claims', 'policy' or 'expression'");
        foreach (var error in CheckScopes("scopes", Scopes).Concat(CheckScopes("anyScope", AnyScope)))
            yield return error;
        foreach (var (name, values) in Claims)
        {
            if (name.Length == 0)
                yield return new OptionsError("claims", "has an empty name");
            if (values.Count == 0)
                yield return new OptionsError("claims", $"has no values for {HeaderOptions.Quoted(name)}, so no caller would have access");
        }

        if (Expression is { Length: > 0 } expression
            && ConditionExpression.Parse(expression, ExpressionVocabulary.Request, out var problem) is null)
            yield return new OptionsError("expression", problem);
    }

    // The characters of a scope token, which are also those that a challenge can quote (RFC 6749, section 3.3).
    private static IEnumerable<OptionsError> CheckScopes(string option, IReadOnlyList<string> scopes)
    {
        for (var i = 0; i < scopes.Count; i++)
        {
            if (scopes[i].Length == 0 || scopes[i].Any(c => c is <= ' ' or > '~' or '"' or '\\'))
            {
                yield return new OptionsError(
                    $"{option}[{i}]", $"is {HeaderOptions.Quoted(scopes[i])}; it must be one scope, in ASCII without spaces and quotes");
            }
        }
    }
}

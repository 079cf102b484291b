using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.OpenApi.Content.Styles;

namespace GatewayKit.OpenApi.Validation.Scanning;

/// <summary>A request while it is being read: each part is split when it is first used.</summary>
internal sealed class RequestScan(
    ApiRequest request, IReadOnlyList<KeyValuePair<string, string>> pathParameters, TextCoercion coercion, EvaluationBudget budget)
{
    private static readonly ApiRequest s_nothing = new() { Method = "", Path = "/" };

    private List<QueryPair>? _query;
    private List<QueryPair>? _cookies;

    /// <summary>Creates a scan for the path variables only.</summary>
    public static RequestScan OfPath(IReadOnlyList<KeyValuePair<string, string>> variables, TextCoercion coercion)
        => new(s_nothing, variables, coercion, EvaluationLimits.Default.Budget(variables.Sum(variable => (long)variable.Value.Length)));

    public ApiRequest Request => request;

    public TextCoercion Coercion => coercion;

    /// <summary>The budget for all checks of the message.</summary>
    public EvaluationBudget Budget => budget;

    public ViolationList Violations { get; } = new();

    public List<QueryPair> Query => _query ??= ReadQuery();

    public List<QueryPair> Cookies => _cookies ??= CookiePairs.Read(CookieField());

    public string? PathParameter(string name)
    {
        for (var i = 0; i < pathParameters.Count; i++)
        {
            if (pathParameters[i].Key == name)
                return pathParameters[i].Value is { Length: > 0 } value ? value : null;
        }
        return null;
    }

    private List<QueryPair> ReadQuery()
    {
        if (!QueryPairs.TryRead(request.Query.AsMemory(), '&', TextDecoding.Form, out var pairs))
            Violations.Add(ViolationLocation.Query,
                "", "syntax", $"The query must be percent-encoded UTF-8 and have at most {QueryPairs.MaxPairs} parameters.");
        return pairs;
    }

    /// <summary>HTTP/2 allows several fields (RFC 9113, section 8.2.3).</summary>
    private string? CookieField()
    {
        string? field = null;
        foreach (var header in request.Headers)
        {
            if (header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
                field = field is null ? header.Value : $"{field}; {header.Value}";
        }
        return field;
    }
}

using GatewayKit.OpenApi.Content;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Validation;

/// <summary>A request while it is read: its parts, taken apart when the first parameter asks.</summary>
internal sealed class RequestScan(ApiRequest request, IReadOnlyList<KeyValuePair<string, string>> pathParameters, TextCoercion coercion, EvaluationBudget budget)
{
    private static readonly ApiRequest s_nothing = new() { Method = "", Path = "/" };

    private List<QueryPair>? _query;
    private List<QueryPair>? _cookies;

    /// <summary>The variables of a path alone.</summary>
    public static RequestScan OfPath(IReadOnlyList<KeyValuePair<string, string>> variables, TextCoercion coercion)
        => new(s_nothing, variables, coercion, EvaluationLimits.Default.Budget(variables.Sum(variable => (long)variable.Value.Length)));

    public ApiRequest Request => request;

    public TextCoercion Coercion => coercion;

    /// <summary>What all checks of the message may cost.</summary>
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
            Violations.Add(ViolationPlace.Query, "", "syntax", $"The query must be percent-encoded UTF-8 and have at most {QueryPairs.MaxPairs} parameters.");
        return pairs;
    }

    /// <summary>HTTP/2 may send several fields (RFC 9113, section 8.2.3).</summary>
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

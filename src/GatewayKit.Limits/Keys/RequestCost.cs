using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Limits;

/// <summary>Determines how much a request counts: a fixed amount, or that of a header or a variable.</summary>
internal sealed class RequestCost
{
    public const string Pattern = "[1-9][0-9]{0,5}|(response-)?header:[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}"
        + "|variable:[_A-Za-z][_0-9A-Za-z]{0,99}";

    public const string PatternError = "must be between 1 and 999999, header:NAME, response-header:NAME or variable:NAME";

    private const string RequestPrefix = "header:";
    private const string ResponsePrefix = "response-header:";
    private const string VariablePrefix = "variable:";
    private const long Largest = 1_000_000_000;

    private readonly long _amount = 1;
    private readonly string? _requestHeader;
    private readonly string? _responseHeader;
    private readonly string? _variable;

    public RequestCost(string cost)
    {
        if (cost.StartsWith(RequestPrefix, StringComparison.Ordinal))
            _requestHeader = cost[RequestPrefix.Length..];
        else if (cost.StartsWith(ResponsePrefix, StringComparison.Ordinal))
            _responseHeader = cost[ResponsePrefix.Length..];
        else if (cost.StartsWith(VariablePrefix, StringComparison.Ordinal))
            _variable = cost[VariablePrefix.Length..];
        else
            _amount = long.Parse(cost, CultureInfo.InvariantCulture);
    }

    /// <summary>Returns the fixed amount of an option; null if a header has it.</summary>
    public static int? FixedAmount(string cost)
        => int.TryParse(cost, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>Whether the response has the cost. Then the request counts 1 until it is known.</summary>
    public bool IsInResponse => _responseHeader is not null;

    /// <summary>Returns the cost of a request. Clients can't make it less than 1.</summary>
    public long Of(GatewayContext context)
        => _requestHeader is not null ? long.Max(1, Read(context.Http.Request.Headers, _requestHeader) ?? 1)
            : _variable is not null ? long.Max(1, Read(context.Variables, _variable) ?? 1)
            : _amount;

    /// <summary>Returns the cost that a response states; null if it states none. It can be 0.</summary>
    public long? Of(HttpResponse response) => _responseHeader is null ? null : Read(response.Headers, _responseHeader);

    private static long? Read(IDictionary<string, object?> variables, string name)
        => !variables.TryGetValue(name, out var value) ? null
            : value is int or long ? long.Min(Convert.ToInt64(value, CultureInfo.InvariantCulture), Largest)
            : null;

    private static long? Read(IHeaderDictionary headers, string name)
        => headers[name] is [{ } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? long.Min(amount, Largest)
            : null;
}

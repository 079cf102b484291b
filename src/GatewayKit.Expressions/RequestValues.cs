using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Expressions;

/// <summary>
/// Reads values of an exchange. A value that occurs more than once isn't determined: the upstream may read another one than the expression.
/// </summary>
internal static class RequestValues
{
    /// <summary>Returns the values of a claim.</summary>
    public static IEnumerable<string> Claims(GatewayContext context, string name)
        => CallerClaims.Of(context) is { } claims ? claims.FindAll(name).Select(claim => claim.Value) : [];

    /// <returns>The value of a claim; null without the claim.</returns>
    /// <exception cref="ExpressionException">The claim has several values.</exception>
    public static string? Claim(GatewayContext context, string name)
    {
        using var values = Claims(context, name).GetEnumerator();
        var value = values.MoveNext() ? values.Current : null;
        return value is not null && values.MoveNext() ? throw Ambiguous("claim", name) : value;
    }

    /// <returns>The value of a header of the request; null without the header.</returns>
    /// <exception cref="ExpressionException">The header is repeated.</exception>
    public static string? Header(GatewayContext context, string name) => SingleOf(context.Http.Request.Headers, name);

    /// <returns>The value of a header; null without the header.</returns>
    /// <exception cref="ExpressionException">The header is repeated.</exception>
    public static string? SingleOf(IHeaderDictionary headers, string name)
    {
        var values = headers[name];
        return values.Count > 1 ? throw Ambiguous("header", name) : values.Count == 1 ? values[0] ?? "" : null;
    }

    /// <returns>The decoded value of a query parameter; null without the parameter.</returns>
    /// <exception cref="ExpressionException">The parameter is repeated.</exception>
    public static string? Query(GatewayContext context, string name)
    {
        string? value = null;
        foreach (var parameter in new QueryParameters(context.Http.Request.QueryString))
        {
            if (parameter.Has(name))
                value = value is null ? parameter.Value : throw Ambiguous("query parameter", name);
        }

        return value;
    }

    /// <returns>The value of a parameter of the route's path; null without the parameter.</returns>
    public static string? RouteValue(GatewayContext context, string name)
        => Convert.ToString(context.Http.Request.RouteValues.GetValueOrDefault(name), CultureInfo.InvariantCulture) is { Length: > 0 } value
            ? value : null;

    /// <returns>The value that a plugin before has shared; null without it.</returns>
    public static string? Variable(GatewayContext context, string name)
        => context.Variables.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static ExpressionException Ambiguous(string kind, string name) => new($"the {kind} '{name}' occurs more than once.");
}

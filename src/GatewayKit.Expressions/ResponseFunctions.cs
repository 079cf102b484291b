namespace GatewayKit.Expressions;

/// <summary>The functions of a response that an expression can call.</summary>
internal static class ResponseFunctions
{
    public static Dictionary<string, Func<Term[], Term?>> All { get; } = new(StringComparer.Ordinal)
    {
        ["responseHeader"] = a => a is [Text { Literal: { } name }] && HttpSyntax.IsToken(name)
            ? new Text(context => RequestValues.SingleOf(context.Http.Response.Headers, name)) : null,
    };
}

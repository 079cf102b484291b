namespace GatewayKit.Expressions;

/// <summary>The names of a response that an expression can use.</summary>
internal static class ResponseNames
{
    public static Dictionary<string, Term> All { get; } = new(StringComparer.Ordinal)
    {
        ["status"] = new Number(context => context.Http.Response.StatusCode),
        ["origin"] = new Text(context => context.ResponseOrigin switch
        {
            ResponseOrigin.Upstream => "upstream",
            ResponseOrigin.Plugin => "plugin",
            ResponseOrigin.Gateway => "gateway",
            _ => null,
        }),
    };
}

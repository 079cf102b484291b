namespace GatewayKit.Plugins.Respond;

/// <summary>Answers every request with the same response, instead of the upstream.</summary>
[GatewayPlugin<RespondOptions>("respond", PluginStage.Origin)]
public sealed class RespondPlugin : IRequestHook
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string JsonType = "application/json";

    private readonly GatewayResponse _response;

    /// <summary>Initializes a new instance with its response.</summary>
    /// <param name="options">The options.</param>
    public RespondPlugin(RespondOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var response = options switch
        {
            { Json: { } json } => new GatewayResponse(options.Status).WithBody(JsonBody.Write(json), options.ContentType ?? JsonType),
            { Body: { } body } => GatewayResponse.Text(options.Status, body, options.ContentType ?? PlainText),
            _ => new GatewayResponse(options.Status),
        };
        foreach (var (name, value) in options.Headers)
            response = response.WithHeader(name, value);
        _response = response;
    }

    /// <summary>Answers with the response.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(_response);
}

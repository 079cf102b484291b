using System.Text;

namespace GatewayKit.Plugins.Mock;

/// <summary>Returns the same response to every request.</summary>
internal sealed class FixedMock(MockOptions options) : IMock
{
    private readonly MockCall _call = new(options.Mode);
    private readonly MockCall _always = new(MockMode.Always);
    private readonly GatewayResponse _response = Prepare(options);

    public MockCall Take(GatewayContext context) => context.Route.ClusterId is null ? _always : _call;

    public MockedResponse? Answer(GatewayContext context, MockCall call) => new(_response, options.Delay?.Next() ?? TimeSpan.Zero);

    public bool Reset(string? consumer) => false;

    private static GatewayResponse Prepare(MockOptions options)
    {
        var response = new GatewayResponse(options.Status ?? 200).WithHeader(MockedResponse.Header, MockedResponse.True);
        foreach (var (name, value) in options.Headers)
            response = response.WithHeader(name, value);

        var body = Encoding.UTF8.GetBytes(options.Body ?? "");
        return response.WithBody(body, options.ContentType ?? (body.Length > 0 ? "text/plain; charset=utf-8" : null));
    }
}

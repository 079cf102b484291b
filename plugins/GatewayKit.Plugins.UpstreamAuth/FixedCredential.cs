using System.Text;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>A header with a fixed value.</summary>
internal sealed class FixedCredential(string name, string value) : IUpstreamCredential
{
    public static FixedCredential Of(BasicCredentials basic) => new(
        "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.Username}:{basic.Password}")));

    public ValueTask<HookResult> PrepareAsync(GatewayContext context) => HookResult.Continue;

    public void Apply(GatewayContext context, HttpRequestMessage request) => UpstreamHeaders.Set(request, name, value);

    public void Rejected(GatewayContext context)
    {
    }

    public void Dispose()
    {
    }
}

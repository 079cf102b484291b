namespace GatewayKit.Grpc.Tests;

/// <summary>Puts the name of a route before the path of a call.</summary>
internal sealed class PrefixHandler(string route, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(request.RequestUri!, $"/{route}{request.RequestUri!.AbsolutePath}");
        return base.SendAsync(request, cancellationToken);
    }
}

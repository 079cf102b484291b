using System.Net;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>Tries again after a 503, or after a first attempt at an address where nothing listens.</summary>
internal sealed class TwoAttempts(Uri? first = null) : IUpstreamAttempts
{
    public int Requests { get; private set; }

    public async Task<HttpResponseMessage> SendAsync(UpstreamRequest request, CancellationToken cancellation)
    {
        Requests++;
        var address = request.Message.RequestUri;
        try
        {
            request.Message.RequestUri = first ?? address;
            var response = await request.SendAsync(cancellation);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || !request.CanSendAgain)
                return response;
            response.Dispose();
        }
        catch (HttpRequestException) when (request.CanSendAgain)
        {
            request.Message.RequestUri = address;
        }

        return await request.SendAsync(cancellation);
    }
}

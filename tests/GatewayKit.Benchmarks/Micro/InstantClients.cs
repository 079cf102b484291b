using System.Net;
using System.Text;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>HTTP clients whose upstream answers at once.</summary>
internal sealed class InstantClients : IForwarderHttpClientFactory
{
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) => new(new Upstream());

    private sealed class Upstream : HttpMessageHandler
    {
        private static readonly byte[] s_body = Encoding.UTF8.GetBytes("""{"id":42,"status":"shipped"}""");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(s_body) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return Task.FromResult(response);
        }
    }
}

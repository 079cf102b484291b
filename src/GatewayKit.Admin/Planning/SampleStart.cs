using GatewayKit.Statistics.Sampling;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Admin.Planning;

/// <summary>Begins the sample when the host starts.</summary>
internal sealed class SampleStart(TrafficSample sample, TrafficSampleOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.RequestsPerMinute > 0)
        {
            sample.Enable(new SampleSettings
            {
                Minutes = options.Minutes,
                RequestsPerMinute = options.RequestsPerMinute,
                Headers = [.. options.Headers],
                Parameters = [.. options.QueryParameters],
            });
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

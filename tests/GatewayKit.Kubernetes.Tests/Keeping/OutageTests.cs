using System.Net;
using GatewayKit.Kubernetes.Hosting;
using GatewayKit.Kubernetes.Tests.Hosting;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Tests.Keeping;

/// <summary>Starts of a gateway while the API server is unavailable.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task A_start_without_the_API_server_serves_the_kept_copy_until_the_server_answers()
    {
        await using var host = await OutageHost.StartAsync();
        await host.StopGatewayAsync();
        await host.Api.StopAsync();
        host.Api.Requests.Clear();

        var gateway = await host.StartGatewayAsync();
        var state = gateway.Services.GetRequiredService<KubernetesGateway>();
        await state.WaitUntilServingAsync().WaitAsync(ClusterHost.Limit);

        Assert.Equal((HttpStatusCode.OK, "echo"), await host.GetAsync("web.test"));
        Assert.NotNull(state.KeptCopyTime);
        Assert.Equal((true, $"serves a kept copy of the cluster of {state.KeptCopyTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"), Readiness(gateway));
        Assert.Contains(gateway.Logs.Lines, line => line.Contains("The API server doesn't answer. The gateway serves a kept copy"));

        host.Api.Change("HTTPRoute", "default", "web", route => route["spec"]!["hostnames"]![0] = "new.test");
        await host.Api.RestartAsync();
        await host.WaitForGenerationAsync();

        Assert.Equal((HttpStatusCode.OK, "echo"), await host.GetAsync("new.test"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("web.test")).Status);
        Assert.Null(state.KeptCopyTime);
        Assert.Equal((true, null), Readiness(gateway));
    }

    [Fact]
    public async Task Nothing_is_written_from_a_kept_copy()
    {
        await using var host = await OutageHost.StartAsync();
        await host.StopGatewayAsync();
        host.Api.Change("HTTPRoute", "default", "web", route => route["spec"]!["hostnames"]![0] = "new.test");
        host.Api.Requests.Clear();
        using var secrets = host.FailSecrets(HttpStatusCode.ServiceUnavailable);

        var gateway = await host.StartGatewayAsync();
        var state = gateway.Services.GetRequiredService<KubernetesGateway>();
        await state.WaitUntilServingAsync().WaitAsync(ClusterHost.Limit);

        Assert.NotNull(state.KeptCopyTime);
        Assert.Equal((HttpStatusCode.OK, "echo"), await host.GetAsync("web.test"));
        Assert.Empty(host.Writes);

        secrets.Dispose();
        await host.WaitForGenerationAsync();
        Assert.NotEmpty(host.Writes);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task An_API_server_that_denies_access_is_not_an_outage(HttpStatusCode status)
    {
        await using var host = await OutageHost.StartAsync();
        await host.StopGatewayAsync();
        using var secrets = host.FailSecrets(status);

        var gateway = await host.StartGatewayAsync(patience: ClusterHost.Limit);
        await OutageHost.WaitForLogAsync(gateway, "doesn't let the gateway 'list' the resource 'secrets'");

        Assert.False(Readiness(gateway).IsReady);
    }

    [Theory]
    [InlineData(true, "there is no kept copy of the cluster in")]
    [InlineData(false, "can't be used. It is damaged.")]
    public async Task Without_a_valid_copy_the_gateway_waits_for_the_API_server(bool isMissing, string message)
    {
        await using var host = await OutageHost.StartAsync();
        await host.StopGatewayAsync();
        await host.Api.StopAsync();
        if (isMissing)
            File.Delete(host.CopyPath);
        else
            await File.WriteAllTextAsync(host.CopyPath, "not a copy");

        var gateway = await host.StartGatewayAsync();
        await OutageHost.WaitForLogAsync(gateway, message);
        Assert.False(Readiness(gateway).IsReady);

        await host.Api.RestartAsync();
        var state = gateway.Services.GetRequiredService<KubernetesGateway>();
        await state.WaitUntilServingAsync().WaitAsync(ClusterHost.Limit);
        Assert.Null(state.KeptCopyTime);
    }

    private static (bool IsReady, string? Remark) Readiness(GatewayTestHost gateway)
    {
        var condition = gateway.Services.GetServices<IReadinessCondition>().OfType<KubernetesReadiness>().Single();
        return (condition.IsReady, condition.Remark);
    }
}

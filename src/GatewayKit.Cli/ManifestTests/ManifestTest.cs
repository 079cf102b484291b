using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Serves manifests, writes their statuses, and sends the requests.</summary>
/// <param name="gateway">The gateway.</param>
/// <param name="settings">The settings.</param>
internal sealed class ManifestTest(ManifestGateway gateway, ManifestTestSettings settings)
{
    private IReadOnlyList<ManifestListener> _listeners = [];

    /// <summary>Reads the manifests and serves them.</summary>
    /// <returns>Whether all resources are accepted and resolved.</returns>
    /// <exception cref="ToolException">The manifests have no resources, or the gateway rejects the configuration.</exception>
    public async Task<bool> ApplyAsync(CancellationToken cancellation)
    {
        var manifests = ManifestSet.Read(settings.Manifests, settings.IsRecursive);
        var report = await ServeAsync(manifests, cancellation).ConfigureAwait(false);
        _listeners = report.Listeners;
        ReportText.WriteStatuses(report.Statuses);
        ErrorList.WriteWarnings([.. manifests.Warnings, .. report.Warnings]);
        ConfigError[] errors = [.. manifests.Errors, .. report.Errors];
        ErrorList.Write(errors);
        if (settings.Serves)
            ReportText.WriteListeners(_listeners);
        return errors.Length == 0;
    }

    /// <summary>Sends the requests of the command line and of the files.</summary>
    /// <returns>Whether all responses are the expected ones.</returns>
    /// <exception cref="ToolException">A request of the command line has no response.</exception>
    public async Task<bool> SendAsync(IReadOnlyList<ExpectedRequest> expected)
    {
        var client = new TestClient(_listeners);
        foreach (var request in settings.Requests)
            ReportText.WriteAnswer(request, await client.SendAsync(request).ConfigureAwait(false));
        if (expected.Count == 0)
            return true;

        var failed = 0;
        Console.WriteLine();
        foreach (var request in expected)
        {
            if (!await CheckAsync(client, request).ConfigureAwait(false))
                failed++;
        }

        Console.WriteLine($"{expected.Count - failed} of {expected.Count} request(s) have the expected response.");
        return failed == 0;
    }

    private async Task<ManifestReport> ServeAsync(ManifestSet manifests, CancellationToken cancellation)
    {
        try
        {
            return await gateway.ApplyAsync(manifests, cancellation).ConfigureAwait(false);
        }
        catch (InvalidOperationException error)
        {
            throw new ToolException(error.Message, error);
        }
    }

    private static async Task<bool> CheckAsync(TestClient client, ExpectedRequest expected)
    {
        for (var count = 0; count < expected.Times; count++)
        {
            string[] differences;
            try
            {
                var answer = await client.SendAsync(expected.Request).ConfigureAwait(false);
                differences = [.. Comparison.Differences(expected.Expectation, answer)];
            }
            catch (ToolException error)
            {
                differences = [error.Message];
            }

            if (differences.Length == 0)
                continue;

            Console.WriteLine($"FAILED  {ErrorList.OneLine(expected.Name)}");
            foreach (var difference in differences)
                Console.WriteLine($"        {ErrorList.OneLine(difference)}");
            return false;
        }

        Console.WriteLine($"ok      {ErrorList.OneLine(expected.Name)}");
        return true;
    }
}

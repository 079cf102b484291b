namespace GatewayKit.Samples.QuickStart;

/// <summary>Starts the QuickStart and does, one after the other and once, everything that it proposes.</summary>
internal static class Tour
{
    public static async Task<IReadOnlyList<TourStep>> TakeAsync(ICurl curl)
    {
        using var quickStart = QuickStartProcess.Start("http://127.0.0.1:0");
        var lines = await quickStart.ReadTourAsync();
        var steps = new List<TourStep>();
        foreach (var (promise, line) in lines
            .Zip(lines.Skip(1))
            .Where(pair => pair.Second.TrimStart().StartsWith("curl ", StringComparison.Ordinal)))
            steps.Add(new TourStep(promise.Trim(), line.Trim(), await curl.RunAsync(CurlLine.Parse(line.Trim()))));

        return steps;
    }
}

namespace GatewayKit.Soak.Gateway;

/// <summary>Measures a gateway all the time. The least of the second half is compared with that of the first: never one moment.</summary>
internal sealed class UsageLog(GatewayProcess gateway)
{
    private readonly List<Usage> _usages = [];

    public Usage FirstHalf => Usage.LeastOf(_usages[(_usages.Count / 10)..((_usages.Count / 2) + 1)]);

    public Usage SecondHalf => Usage.LeastOf(_usages[(_usages.Count / 2)..]);

    public async Task RunAsync(CancellationToken end)
    {
        do
            _usages.Add(gateway.Measure());
        while (gateway.IsRunning && await Pace.WaitAsync(TimeSpan.FromMilliseconds(200), end));
    }
}

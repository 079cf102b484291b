using System.Diagnostics;
using System.Globalization;
using GatewayKit.Benchmarks.Roles;
using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>
/// The variants without sockets, in bursts so short that most of them run undisturbed, in turns: on a busy machine it sees
/// a difference of 50 ns where everything else sees noise.
/// </summary>
internal static class InTurns
{
    private const int WarmUpPasses = 40;
    private const int WarmUpExchanges = 2000;
    private const int Exchanges = 20;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(8);

    private static readonly string[] s_all =
    [
        Role.Yarp, Role.Empty, Role.FivePlugins, Role.Jwt, Role.BasicAuth, Role.HttpSignatureHmac, Role.HttpSignatureEcdsa,
        Role.HttpSignatureEd25519, Role.MtlsAuth, Role.Oidc, Role.Introspection,
    ];

    /// <param name="roles">The variants; none for all.</param>
    public static async Task<int> RunAsync(string[] roles)
    {
        WholeBenchmarks[] variants = [.. (roles.Length > 0 ? roles : s_all).Select(role => new WholeBenchmarks { Variant = role })];
        foreach (var variant in variants)
            variant.SetUp();

        // The pauses let the compiler's later tiers come in.
        for (var pass = 0; pass < WarmUpPasses; pass++)
        {
            foreach (var variant in variants)
                Time(variant, WarmUpExchanges);
            await Task.Delay(s_pause).ConfigureAwait(false);
        }

        var bursts = variants.Select(_ => new List<double>()).ToArray();
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < s_time;)
        {
            for (var i = 0; i < variants.Length; i++)
                bursts[i].Add(Time(variants[i], Exchanges));
        }

        for (var i = 0; i < variants.Length; i++)
        {
            var spread = Spread.Of(bursts[i]);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{variants[i].Variant,-34} least {spread.Minimum,6:F0} ns, lower quartile {spread.LowerQuartile,6:F0} ns, median "
                    + $"{spread.Median,6:F0} ns an exchange"))
                    .ConfigureAwait(false);
            await variants[i].CleanUp().ConfigureAwait(false);
        }

        return 0;
    }

    private static double Time(WholeBenchmarks variant, int exchanges)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < exchanges; i++)
            variant.Exchange();
        return Stopwatch.GetElapsedTime(begin).TotalNanoseconds / exchanges;
    }
}

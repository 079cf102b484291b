using GatewayKit.Statistics.Sampling;

namespace GatewayKit.Admin.Planning;

/// <summary>Checks the settings of the sample.</summary>
internal static class SampleCheck
{
    private const int MostRequests = 10_000;
    private const int MostMinutes = 60;
    private const int MostInAll = 100_000;
    private const int MostNames = 50;

    /// <exception cref="ArgumentException">A setting is invalid.</exception>
    public static void Check(TrafficSampleOptions options)
    {
        if (options.RequestsPerMinute is < 0 or > MostRequests)
            throw Invalid(nameof(options.RequestsPerMinute), $"must be a number from 0 to {MostRequests}");
        if (options.Minutes is < 1 or > MostMinutes)
            throw Invalid(nameof(options.Minutes), $"must be a number from 1 to {MostMinutes}");

        if (options.RequestsPerMinute * options.Minutes > MostInAll)
            throw Invalid(nameof(options.RequestsPerMinute), $"and {nameof(options.Minutes)} must not be more than {MostInAll} in all");

        Check(nameof(options.Headers), options.Headers, RecordedNames.IsSecretHeader);
        Check(nameof(options.QueryParameters), options.QueryParameters, RecordedNames.IsSecretParameter);
    }

    private static void Check(string name, IList<string> names, Func<string, bool> isSecret)
    {
        if (names.Count > MostNames || names.Any(string.IsNullOrWhiteSpace))
            throw Invalid(name, $"must be up to {MostNames} names that aren't empty");
        if (names.FirstOrDefault(isSecret) is { } secret)
            throw Invalid(name, $"must not have '{secret}', whose name is that of a secret");
    }

    private static ArgumentException Invalid(string name, string rule) => new($"{name} of the traffic sample {rule}.");
}

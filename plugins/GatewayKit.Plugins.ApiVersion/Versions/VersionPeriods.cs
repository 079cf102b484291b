namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>The periods in which different versions are supported: each sunset begins one, unless versions are served after it.</summary>
internal sealed class VersionPeriods
{
    private readonly VersionPeriod[] _periods;

    /// <param name="options">The valid options.</param>
    public VersionPeriods(ApiVersionOptions options)
    {
        IEnumerable<DateTimeOffset> sunsets = options.AfterSunset == AfterSunset.Serve ? []
            : options.Versions.Values.Select(version => version.Sunset).OfType<DateTimeOffset>().Distinct().Order();
        _periods = [.. sunsets.Prepend(DateTimeOffset.MinValue).Select(from => new VersionPeriod(options, from))];
    }

    /// <summary>Returns the period at a time.</summary>
    public VersionPeriod At(DateTimeOffset time)
    {
        var last = _periods.Length - 1;
        while (time < _periods[last].From)
            last--;
        return _periods[last];
    }
}

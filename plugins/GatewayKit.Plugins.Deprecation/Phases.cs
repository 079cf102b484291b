namespace GatewayKit.Plugins.Deprecation;

/// <summary>Finds the phase of an API.</summary>
internal sealed class Phases(DeprecationOptions options)
{
    private readonly BrownoutWindow[] _brownouts = [.. options.Brownouts];

    public Phase At(DateTimeOffset time)
    {
        if (time >= options.Sunset)
            return Phase.Sunset;

        return BrownoutAt(time) >= 0 ? Phase.Brownout : time >= options.Date ? Phase.Deprecated : Phase.Announced;
    }

    /// <summary>Returns the index of the brownout at a time; -1 for none.</summary>
    public int BrownoutAt(DateTimeOffset time)
    {
        for (var i = 0; i < _brownouts.Length; i++)
        {
            if (time >= _brownouts[i].From && time < _brownouts[i].Until)
                return i;
        }

        return -1;
    }
}

namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>Reads the cluster that a tester has chosen.</summary>
internal sealed class Testers(TesterOptions options, SplitClusters clusters)
{
    /// <summary>Returns the index of the chosen cluster; -1 if the request doesn't choose one.</summary>
    public int IndexOf(GatewayContext context)
    {
        var request = context.Http.Request;
        var index = -1;
        if (options.Header is { } header && request.Headers.TryGetValue(header, out var value))
            index = clusters.IndexOf(value.ToString());
        if (index < 0 && options.Cookie is { } cookie && request.Cookies.TryGetValue(cookie, out var id))
            index = clusters.IndexOf(id);
        return index >= 0 && IsTester(context) ? index : -1;
    }

    private bool IsTester(GatewayContext context)
        => options.Groups.Count == 0 || context.Consumer?.IsInAnyGroup(options.Groups) == true;
}

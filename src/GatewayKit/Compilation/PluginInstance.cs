namespace GatewayKit.Compilation;

/// <summary>
/// A plugin instance and its users: every configuration in which its entry is the same. A reload that changes something else keeps the
/// instance and its state; it is disposed when the last of these configurations was replaced and its last exchange has ended.
/// </summary>
/// <param name="plugin">The plugin.</param>
/// <param name="route">The route that its constructor received; null if it didn't ask for one.</param>
/// <param name="consumers">The consumers that its constructor received; null if it didn't ask for them.</param>
/// <param name="files">The files that it watches.</param>
/// <param name="warnings">The warnings of its constructor, which are part of each configuration that uses it.</param>
internal sealed class PluginInstance(
    IGatewayPlugin plugin, RouteInfo? route, ConsumerDirectory? consumers, InstanceFiles files, IReadOnlyList<OptionsError> warnings)
{
    /// <summary>The configuration that creates the instance is its first user.</summary>
    private int _users = 1;

    public IGatewayPlugin Plugin { get; } = plugin;

    /// <summary>Gets the plugin if it handles requests; otherwise <c>null</c>.</summary>
    public IRequestHook? Request { get; private set; }

    /// <summary>Gets the plugin if it edits upstream requests; otherwise <c>null</c>.</summary>
    public IUpstreamRequestHook? UpstreamRequest { get; private set; }

    public InstanceFiles Files { get; } = files;

    public IReadOnlyList<OptionsError> Warnings { get; } = warnings;

    /// <summary>Reads the properties that decide which hooks are called. Exceptions are those of the plugin.</summary>
    /// <param name="property">The name of the property that is read last.</param>
    public void ReadHooks(out string property)
    {
        property = nameof(IRequestHook.HandlesRequests);
        Request = Plugin is IRequestHook { HandlesRequests: true } hook ? hook : null;
        property = nameof(IUpstreamRequestHook.EditsUpstreamRequest);
        UpstreamRequest = Plugin is IUpstreamRequestHook { EditsUpstreamRequest: true } editor ? editor : null;
    }

    /// <summary>Returns whether a new instance of the same entry would receive the same as this one.</summary>
    public bool IsCurrent(RouteInfo? forRoute, ConsumerDirectory directory)
        => (consumers is null || ReferenceEquals(consumers, directory)) && RouteInfoContent.AreSame(route, forRoute) && Files.AreUnchanged;

    /// <summary>Adds a user.</summary>
    /// <returns>Whether the instance may still be used; then <see cref="Release"/> must follow.</returns>
    public bool TryRetain()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;

            users = seen;
        }

        return false;
    }

    /// <returns>Whether that was the last user; then the plugin must be disposed.</returns>
    public bool Release() => Interlocked.Decrement(ref _users) == 0;
}

namespace GatewayKit;

/// <summary>
/// A plugin: one class, bound to one location in the configuration and one validated options record.
/// It takes part in an exchange through the hooks that it implements, such as <see cref="IRequestHook"/>.
/// </summary>
/// <remarks>
/// <para>
/// The class carries a <see cref="GatewayPluginAttribute{TOptions}"/>. Its constructor may ask for its options record,
/// <see cref="RouteInfo"/>, <see cref="PluginPlacement"/>, <see cref="IConsumerDirectory"/>, <see cref="ICounterStore"/>,
/// <see cref="IPluginWarnings"/>, <see cref="IPluginFiles"/>, <see cref="TimeProvider"/>,
/// <c>ILogger&lt;T&gt;</c> and the host's other services. One instance serves many exchanges concurrently, so keep data of an exchange in
/// <see cref="GatewayContext.State"/>, never in a field.
/// </para>
/// <para>
/// A reload keeps the instance with its state, such as a cache, if nothing that it was created from has changed: the entry's name, id,
/// scope, options and folder, the plugin's assembly, and if its constructor asks for them, the <see cref="RouteInfo"/>, the consumers,
/// and the content of the files that it watches. Otherwise the gateway creates a new instance next to the old one. Other changes of the
/// configuration, also of the entry's position, stage or timeout, don't matter.
/// </para>
/// <para>
/// An instance that implements <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed once:
/// when no active configuration uses it any more and the last exchange of every configuration that used it has ended. A rejected
/// configuration disposes only the instances that were created for it.
/// </para>
/// </remarks>
#pragma warning disable CA1040 // Empty by design: a marker for plugins. The hook interfaces have the members.
public interface IGatewayPlugin;
#pragma warning restore CA1040

namespace GatewayKit.Benchmarks.Micro;

/// <summary>Hands out the consumer directory that it is given.</summary>
[GatewayPlugin<NoOptions>("directory", PluginStage.Diagnostics)]
public sealed class DirectoryPlugin : ICompletionHook
{
    /// <summary>Hands it out.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="take">Takes it.</param>
    public DirectoryPlugin(IConsumerDirectory directory, Action<IConsumerDirectory> take)
    {
        ArgumentNullException.ThrowIfNull(take);
        take(directory);
    }

    /// <inheritdoc />
    public void OnCompleted(GatewayContext context)
    {
    }
}

using GatewayKit.Configuration;
using GatewayKit.Runtime;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Publishing;

/// <summary>
/// Publishes translations: the parts that the core rejects are replaced, so that they fail for their own requests only, and the rest is
/// published again. Each round finds at least one more invalid part, usually all that are left.
/// </summary>
internal sealed partial class ConfigPublication(GatewayPublisher publisher, ILogger<ConfigPublication> logger)
{
    private readonly Rejections _rejections = new();
    private GatewayConfig? _active;

    /// <returns>The active translation; null if the core rejects it as a whole, so that the previous one stays active.</returns>
    public async Task<PublishedTranslation?> PublishAsync(Translation.Translation translation, CancellationToken cancellation)
    {
        _rejections.Begin(translation.Config);
        IReadOnlyList<ConfigError> errors;
        do
        {
            var config = _rejections.Apply();
            if (ReferenceEquals(config, _active))
                return new(translation, _rejections.Errors);

            errors = await publisher.PublishAsync(config, cancellation).ConfigureAwait(false);
            if (errors.Count == 0)
            {
                _active = config;
                return new(translation, _rejections.Errors);
            }
        }
        while (_rejections.Add(errors));

        LogRejected(errors.Count, errors[0].ToString());
        return null;
    }

    [LoggerMessage(40, LogLevel.Error, "The configuration from the cluster is rejected; the previous one stays active. {Count} error(s), "
        + "the first: {Error}")]
    private partial void LogRejected(int count, string error);
}

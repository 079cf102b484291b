using System.ComponentModel;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Building;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Hosting;

public sealed partial class GatewayKitBuilder
{
    private GatewayConfigBuilder? _code;

    /// <summary>
    /// Defines the configuration in code, as an additional source to files and sections. Several calls add to the same
    /// configuration.
    /// </summary>
    /// <param name="configure">Adds routes, clusters, consumers and plugins.</param>
    public GatewayKitBuilder Configure(Action<GatewayConfigBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (_code is null)
        {
            var code = _code = new GatewayConfigBuilder();
            LoadFrom(_ => new CodeConfigSource(code.Build()));
        }

        configure(_code);
        return this;
    }

    /// <summary>Adds a configuration that was created in code, as a separate source.</summary>
    /// <param name="config">The configuration.</param>
    public GatewayKitBuilder AddConfig(GatewayConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return LoadFrom(_ => new CodeConfigSource(config));
    }

    /// <summary>Adds a configuration that was created in code.</summary>
    /// <param name="config">The configuration.</param>
    [Obsolete("Use AddConfig, or Configure for the fluent form.")]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public GatewayKitBuilder LoadFrom(GatewayConfig config) => AddConfig(config);

    /// <summary>
    /// Loads a section of the host's configuration in addition to <c>GatewayKit</c>, which is always loaded. A
    /// missing section is an error.
    /// </summary>
    /// <param name="section">The section's path, such as <c>MyGateway</c> or <c>Gateways:Public</c>.</param>
    public GatewayKitBuilder LoadFromConfiguration(string section)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(section);
        return LoadFromConfiguration(Host.Configuration.GetSection(section));
    }

    /// <summary>
    /// Loads a configuration or one of its sections, such as YARP's <c>ReverseProxy</c>. A missing section is an error.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    public GatewayKitBuilder LoadFromConfiguration(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return LoadFrom(_ => new ConfigurationSectionSource(configuration, isRequired: true, Host.Configuration as IConfigurationRoot));
    }
}

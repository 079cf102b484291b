namespace GatewayKit.Tls;

/// <summary>
/// Owns the key <c>tls.acme</c> of the configuration. Register one as a singleton; a configuration that has the key is rejected
/// without it. Its package also registers one <see cref="ITlsCertificateSource"/>, which has certificates only while the configuration has
/// the key, and an <see cref="IAcmeChallenges"/>.
/// </summary>
public interface ITlsAcme
{
    /// <summary>
    /// Gets the record of the key's options. The gateway binds it strictly, with its validation attributes and
    /// <see cref="IValidatedOptions"/>, before a configuration becomes active; errors have their location in the file.
    /// </summary>
    Type OptionsType { get; }

    /// <summary>Checks what the options refer to, such as files, before a configuration with them becomes active.</summary>
    /// <param name="options">The options, an instance of <see cref="OptionsType"/>. They are valid by themselves.</param>
    /// <param name="folder">The folder that relative paths in the options refer to.</param>
    /// <returns>The errors; empty by default.</returns>
    IEnumerable<OptionsError> Check(object options, string folder) => [];

    /// <summary>
    /// Uses the options of a configuration that has become active: at the start before the first connection, and after every
    /// reload, even if the options are the same.
    /// </summary>
    /// <param name="options">The options, an instance of <see cref="OptionsType"/>; null if the configuration has no
    /// <c>tls.acme</c>.</param>
    /// <param name="folder">The folder that relative paths in the options refer to: that of the configuration's file.</param>
    /// <remarks>The method must return at once, and must not throw: order certificates in the background.</remarks>
    void Activate(object? options, string folder);
}

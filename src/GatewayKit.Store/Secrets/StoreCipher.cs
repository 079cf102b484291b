using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Store.Secrets;

/// <summary>
/// Encrypts the content of entries by ASP.NET Core Data Protection. Its keys are separate from those of the host. The purpose of each text
/// is its key, so that an encrypted content can't be moved to another entry.
/// </summary>
internal sealed class StoreCipher(StoreOptions options, KeyRepository repository, ILoggerFactory logs) : IDisposable
{
    private const string Application = "GatewayKit.Store";

    private readonly Lock _lock = new();
    private ServiceProvider? _writer;
    private ServiceProvider? _reader;
    private ServiceProvider? _other;

    public byte[] Encrypt(string purpose, string text)
    {
        lock (_lock)
            return Protector(_writer ??= Create(generatesKeys: true), purpose).Protect(Encoding.UTF8.GetBytes(text));
    }

    /// <exception cref="CryptographicException">The key isn't known, or the text was modified.</exception>
    public string Decrypt(string purpose, byte[] encrypted)
    {
        lock (_lock)
        {
            try
            {
                return Read(purpose, encrypted);
            }
            catch (Exception error) when (_reader is not null && error is CryptographicException or InvalidOperationException)
            {
                // Another node may have added a key; Data Protection reads its keys once a day.
                _reader.Dispose();
                _reader = null;
            }

            try
            {
                return Read(purpose, encrypted);
            }
            catch (InvalidOperationException error)
            {
                throw new CryptographicException("The store has no key.", error);
            }
        }
    }

    /// <summary>Returns protection with the keys of the store for other data, such as cookies, which no content of an entry
    /// fits.</summary>
    public IDataProtector CreateProtector(string application)
    {
        if (application == Application)
            throw new ArgumentException("The contents of entries have this name.", nameof(application));

        lock (_lock)
            return (_other ??= Create(generatesKeys: true)).GetRequiredService<IDataProtectionProvider>().CreateProtector(application);
    }

    public void Dispose()
    {
        _other?.Dispose();
        _writer?.Dispose();
        _reader?.Dispose();
    }

    // A reader that generated a key during an outage would encrypt with a key that isn't stored.
    private string Read(string purpose, byte[] encrypted)
        => Encoding.UTF8.GetString(Protector(_reader ??= Create(generatesKeys: false), purpose).Unprotect(encrypted));

    private static IDataProtector Protector(ServiceProvider services, string purpose)
        => services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Application, purpose);

    private ServiceProvider Create(bool generatesKeys)
    {
        var services = new ServiceCollection();
        services.AddSingleton(logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        var protection = services.AddDataProtection().SetApplicationName(Application);
        if (options.KeyFolder is { } folder)
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        else
            services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = repository);
        if (options.KeyCertificate is { } certificate)
            protection.ProtectKeysWithCertificate(certificate)
                .UnprotectKeysWithAnyCertificate([certificate, .. options.FormerKeyCertificates]);
        options.ConfigureKeys?.Invoke(protection);
        if (!generatesKeys)
            protection.DisableAutomaticKeyGeneration();
        return services.BuildServiceProvider();
    }
}

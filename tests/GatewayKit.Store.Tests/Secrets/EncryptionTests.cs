using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Store.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Secrets;

public sealed class EncryptionTests
{
    [Fact]
    public async Task No_content_is_readable_in_the_file()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await test.Open().WriteAsync(Put("consumers/alice", """{"credentials":{"key-auth":[{"key":"planted-secret"}]}}"""));

        foreach (var file in Directory.GetFiles(test.Folder, "gateway.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain("planted-secret", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Theory, Sqlite, Postgres]
    public async Task A_content_that_was_moved_to_another_entry_cannot_be_read(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await test.Open().WriteAsync(Put("consumers/alice", """{"groups":["admins"]}"""), Put("consumers/bob", "{}"));
        await test.OpenDatabase().RunAsync(
            async context =>
            {
                var moved = await context.Changes.AsNoTracking().SingleAsync(change => change.Id == "alice");
                return await context.Changes.Where(change => change.Id == "bob")
                    .ExecuteUpdateAsync(set => set.SetProperty(change => change.Content, moved.Content));
            },
            default).WaitAsync(Deadline);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => test.Open().ReadAsync().WaitAsync(Deadline));

        Assert.Contains("'consumers/bob' can't be decrypted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_protects_the_keys()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=store", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await test.Open(options: new StoreOptions { KeyCertificate = certificate }).WriteAsync(Put("routes/a", "1"));

        Assert.Equal("1", await test.Open(options: new StoreOptions { KeyCertificate = certificate }).ContentAsync("routes/a"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => test.Open().ReadAsync());
    }

    [Fact]
    public async Task The_keys_can_be_in_a_folder()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var options = new StoreOptions { KeyFolder = Path.Combine(test.Folder, "keys") };
        await test.Open(options: options).WriteAsync(Put("routes/a", "1"));

        Assert.Equal("1", await test.Open(options: options).ContentAsync("routes/a"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => test.Open().ReadAsync());
    }
}

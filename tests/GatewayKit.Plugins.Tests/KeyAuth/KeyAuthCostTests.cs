using System.Diagnostics.CodeAnalysis;
using GatewayKit.Counters;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Plugins.Tests.KeyAuth;

public class KeyAuthCostTests
{
    [Theory]
    [InlineData("alice-key", AuthenticationOutcome.Authenticated)]
    [InlineData("wrong", AuthenticationOutcome.Rejected)]
    [InlineData("", AuthenticationOutcome.Rejected)]
    [InlineData(null, AuthenticationOutcome.NoCredentials)]
    public void Finding_out_who_calls_allocates_nothing(string? key, AuthenticationOutcome outcome)
    {
        var plugin = new KeyAuthPlugin(
            new KeyAuthOptions { QueryParameters = ["key"], HideCredentials = false }, new OneConsumer("alice-key"), new KeyUses(),
            new LocalCounterStore(TimeProvider.System), TimeProvider.System, NullLogger<KeyAuthPlugin>.Instance);
        var context = new FakeContext("?a=1&b=2");
        if (key is not null)
            context.Http.Request.Headers["X-Api-Key"] = key;
        Assert.Equal(outcome, Call(plugin, context));

        Assert.Equal(0, AllocatedBytes.Of(() => Call(plugin, context)));
    }

    private static AuthenticationOutcome Call(KeyAuthPlugin plugin, FakeContext context)
    {
        plugin.OnRequestAsync(context).Now();
        return plugin.AuthenticateAsync(context).Now().Outcome;
    }

    private sealed class OneConsumer(string key) : IConsumerDirectory
    {
        private readonly CredentialKey _key = CredentialKey.FromSecret(key);
        private readonly CredentialMatch<KeyAuthCredential> _match = new(new Consumer("alice"), new KeyAuthCredential { Key = key });

        public bool TryFind<TCredential>(in CredentialKey key, [NotNullWhen(true)] out CredentialMatch<TCredential>? match)
            where TCredential : class, IConsumerCredential
        {
            match = key == _key ? _match as CredentialMatch<TCredential> : null;
            return match is not null;
        }

        public IEnumerable<CredentialMatch<TCredential>> All<TCredential>()
            where TCredential : class, IConsumerCredential => throw new NotSupportedException();

        public bool TryGet(string name, [NotNullWhen(true)] out Consumer? consumer) => throw new NotSupportedException();
    }
}

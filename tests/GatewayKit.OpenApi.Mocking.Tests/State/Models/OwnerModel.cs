using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Models;

/// <summary>What <see cref="Documents.Owners"/> should do, as dictionaries. Its steps are chosen by a seed.</summary>
internal sealed class OwnerModel(int seed)
{
    private static readonly string[] s_pets = ["Rex", "Tom", "Kit", "a b", "c/d", "é"];
    private readonly Random _random = new(seed);
    private readonly StatefulApi _api = new(Documents.Owners);
    private readonly OrderedDictionary<string, (string Name, OrderedDictionary<string, decimal?> Pets)> _owners = [];
    private readonly List<string> _gone = [Guid.Empty.ToString()];

    public void Run(int steps)
    {
        foreach (var owner in _api.Send("GET", "/owners").Body!.Value.EnumerateArray())
        {
            var pets = _api.Send("GET", $"/owners/{Id(owner)}/pets").Body!.Value
                .EnumerateArray()
                .Select(pet => KeyValuePair.Create(pet.GetProperty("name").GetString()!, Weight(pet)));
            _owners[Id(owner)] = (owner.GetProperty("name").GetString()!, new OrderedDictionary<string, decimal?>(pets));
        }
        for (var i = 0; i < steps; i++)
            Step();
        Assert.Equal(_owners.Keys, _api.Ids("/owners"));
    }

    private void Step()
    {
        var owner = _owners.Count > 0 && _random.Next(8) > 0
            ? _owners.GetAt(_random.Next(_owners.Count)).Key
            : _gone[_random.Next(_gone.Count)];
        var pet = s_pets[_random.Next(s_pets.Length)];
        switch (_random.Next(8))
        {
            case 0 when _owners.Count < 20:
                var created = Id(_api.Send("POST", "/owners", """{"name":"Ann"}""").Body!.Value);
                Assert.True(_owners.TryAdd(created, ("Ann", [])));
                Assert.DoesNotContain(created, _gone);
                break;
            case 1 when _random.Next(3) == 0:
                Delete(owner);
                break;
            case 2:
                Put(owner, $"N{_random.Next(9)}");
                break;
            case 3:
                CreatePet(owner, pet);
                break;
            case 4:
                PatchPet(owner, pet);
                break;
            case 5:
                Assert.Equal(_owners.TryGetValue(owner, out var had) && had.Pets.Remove(pet) ? 204 : 404,
                    _api.Send("DELETE", Path(owner, pet)).Status);
                break;
            case 6:
                List(owner);
                break;
            default:
                Read(owner, pet);
                break;
        }
    }

    private void Delete(string owner)
    {
        Assert.Equal(_owners.Remove(owner) ? 204 : 404, _api.Send("DELETE", $"/owners/{owner}").Status);
        _gone.Add(owner);
    }

    private void Put(string owner, string name)
    {
        var known = _owners.TryGetValue(owner, out var old);
        var answer = _api.Send("PUT", $"/owners/{owner}", $$"""{"name":"{{name}}"}""");

        Assert.Equal((known ? 200 : 201, owner, name),
            (answer.Status, Id(answer.Body!.Value), answer.Body.Value.GetProperty("name").GetString()));
        _owners[owner] = (name, known ? old.Pets : []);
        _gone.Remove(owner);
        if (_gone.Count == 0)
            _gone.Add(Guid.NewGuid().ToString());
    }

    private void CreatePet(string owner, string pet)
    {
        var weight = _random.Next(100) / 8m;
        var answer = _api.Send("POST", $"/owners/{owner}/pets", $$"""{"name":"{{pet}}","weight":{{weight}}}""");

        if (!_owners.TryGetValue(owner, out var known))
            Assert.Equal(404, answer.Status);
        else
            Assert.Equal(known.Pets.TryAdd(pet, weight) ? 201 : 409, answer.Status);
        if (answer.Status == 201)
            Assert.Equal(Path(owner, pet), answer.Headers.Single().Value);
    }

    private void PatchPet(string owner, string pet)
    {
        var (rename, weight) = (_random.Next(4) == 0, _random.Next(100) / 8m);
        var answer = _api.Send(
            "PATCH", Path(owner, pet), rename ? """{"name":"other"}""" : $$"""{"weight":{{weight}},"ownerId":"{{Guid.Empty}}"}""");

        var known = _owners.TryGetValue(owner, out var value) && value.Pets.ContainsKey(pet);
        Assert.Equal(!known ? 404 : rename ? 422 : 200, answer.Status);
        if (answer.Status != 200)
            return;
        value.Pets[pet] = weight;
        Assert.Equal((weight, owner), (Weight(answer.Body!.Value), answer.Body.Value.GetProperty("ownerId").GetString()));
    }

    private void List(string owner)
    {
        var answer = _api.Send("GET", $"/owners/{owner}/pets");
        if (!_owners.TryGetValue(owner, out var known))
            Assert.Equal(404, answer.Status);
        else
            Assert.Equal(known.Pets,
                answer.Body!.Value.EnumerateArray().Select(pet => KeyValuePair.Create(pet.GetProperty("name").GetString()!, Weight(pet))));
    }

    private void Read(string owner, string pet)
    {
        var answer = _api.Send("GET", Path(owner, pet));
        if (_owners.TryGetValue(owner, out var known) && known.Pets.TryGetValue(pet, out var weight))
            Assert.Equal((200, pet, weight),
                (answer.Status, answer.Body!.Value.GetProperty("name").GetString(), Weight(answer.Body.Value)));
        else
            Assert.Equal(404, answer.Status);
    }

    private static string Path(string owner, string pet) => $"/owners/{owner}/pets/{Uri.EscapeDataString(pet)}";

    private static string Id(JsonElement owner) => owner.GetProperty("id").GetString()!;

    private static decimal? Weight(JsonElement pet) => pet.TryGetProperty("weight", out var weight) ? weight.GetDecimal() : null;
}

using System.Globalization;
using Groundwright.Adapters.Git;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Secrets;

// A process that holds locks and writes the ledger of a clone, to be killed and frozen: ledger-probe <verb> <clone> <lease seconds> ...
//
//   hold <environment> <run> <go file>          takes the lock, prints "holds <epoch>"; once the go file is there, tries everything a holder may do and prints how it went
//   keep <environment> <run> <epoch>            is the keeper of that claim: 0 kept, 3 lost, 1 cannot be told
//   add <count>                                 writes so many facts, printing "wrote <n>" after each
//
// A problem is printed as "problem GWnnnn".
var time = TimeProvider.System;
var runner = new CommandRunner(time, new Masker());
var root = args[1];
var timing = new LockTiming { Lease = TimeSpan.FromSeconds(double.Parse(args[2], CultureInfo.InvariantCulture)) };
var actor = new Actor("probe", "os-user");
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
try
{
    var repository = await GitRepository.Discover(runner, root, CancellationToken.None);
    using var ledger = repository.OpenLedger(time, null);
    var locks = new LeasedLocks(repository.GitDirectory, repository.OpenLockTables(time), ledger, time) { Timing = timing };
    switch (args[0])
    {
        case "hold":
            await Hold(locks, ledger, args[3], args[4], args[5]);
            break;
        case "keep":
            return await locks.Renew(new LockClaim(args[3], args[4], args[5]), CancellationToken.None) ? 0 : 3;
        case "add":
            for (var i = 1; i <= int.Parse(args[3], CultureInfo.InvariantCulture); i++)
            {
                await ledger.Write(new LedgerChange(Fact($"fact {Environment.ProcessId} {i}"), state => state with { }), CancellationToken.None);
                Say($"wrote {i}");
            }
            break;
        default:
            throw new ArgumentException($"no verb {args[0]}");
    }
    return 0;
}
catch (GroundwrightException fault)
{
    Say($"problem {fault.Problem.Code.Id} {fault.Problem.Summary}");
    return 1;
}

async Task Hold(LeasedLocks locks, ILedger ledger, string environment, string run, string go)
{
    await using var held = await locks.Take(new LockRequest(environment, run, actor, "a probe"), CancellationToken.None);
    Say($"holds {held.Claim.Epoch}");
    while (!File.Exists(go)) await Task.Delay(TimeSpan.FromMilliseconds(20), time);
    await Try("write", () => ledger.Write(new LedgerChange(Fact("under the lock"), state => state with { }) { Fence = held.Claim }, CancellationToken.None));
    await Try("confirm", () => held.Confirm(CancellationToken.None));
    await Try("renew", async () =>
    {
        if (!await locks.Renew(held.Claim, CancellationToken.None)) throw new GroundwrightException(Problem.Of(new ProblemCode("lost", "lost"), "lost"));
    });
    Say("done");
}

async Task Try(string what, Func<Task> action)
{
    try
    {
        await action();
        Say($"{what} ok");
    }
    catch (GroundwrightException fault)
    {
        Say($"{what} {fault.Problem.Code.Id}");
    }
}

AuditFact Fact(string detail) => new("probe", actor, null, null, detail);

void Say(string line) => output.WriteLine(line);
